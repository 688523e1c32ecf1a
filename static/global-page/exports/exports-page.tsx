import { type ReactNode } from 'react';
import { PageTitle } from '../../kit/page-title';
import { type Visit, paths } from '../place';
import { DownloadButtons } from './download-buttons';
import { text } from './text';

/** What one may see, to take along: all values, and the trail. */
export function ExportsPage({ visit, of }: { visit: Visit; of: 'outcomes' | 'kpis' }): ReactNode {
  return (
    <>
      <div>
        <button type="button" className="n-link" onClick={() => visit.go(paths[of])}>
          ← {text.back[of]}
        </button>
      </div>
      <PageTitle takesFocus={visit.moved}>{text.title}</PageTitle>
      <p className="n-subtle">{text.intro}</p>
      {(['values', 'trail'] as const).map((what) => (
        <section key={what} className="n-card n-stack" aria-label={text[what]}>
          <h2 className="n-h2">{text[what]}</h2>
          <p>{what === 'values' ? text.valuesHow : text.trailHow}</p>
          <DownloadButtons what={what} label={text[what]} />
        </section>
      ))}
    </>
  );
}
