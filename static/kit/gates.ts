import { type GateMiss } from '../../src/domain/gate';
import { type Format } from './format';
import { say } from './text/say';
import { text } from './text/gates';

/** What an issue lacks, in words. */
export function missSentence({ rule, lacks, has = 0, needs = 0 }: GateMiss, format: Format): string {
  switch (lacks) {
    case 'baseline':
      return rule === 'measured' ? text.lacks.noBaseline : say(text.lacks.baseline, { count: needs, n: format.number(needs) });
    case 'share':
      return say(text.lacks.share, { has: format.percent(has), needs: format.percent(needs) });
    default:
      return text.lacks[lacks];
  }
}
