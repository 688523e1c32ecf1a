import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const load = createRequire(__filename);
const KIT = join(__dirname, '..', '..', '..', '..', 'static', 'kit');
const css = ['charts/charts.css', 'charts/gauge.css', 'signal.css', 'delivery.css'].map((file) => readFileSync(join(KIT, file), 'utf8')).join('\n');

function tokensOf(theme: string): Map<string, string> {
  const { default: sheet } = load(`@atlaskit/tokens/dist/cjs/artifacts/themes/atlassian-${theme}.js`) as { default: string };
  return new Map([...sheet.matchAll(/(--ds-[\w-]+):\s*(#[0-9a-fA-F]{6,8})/g)].map(([, name = '', value = '']) => [name, value]));
}

type Colour = readonly [number, number, number, number];

function colour(hex: string): Colour {
  const [red, green, blue, alpha = 255] = (hex.slice(1).match(/../g) ?? []).map((part) => Number.parseInt(part, 16));
  return [red ?? 0, green ?? 0, blue ?? 0, alpha / 255];
}

/** Luminance as WCAG 2.2 defines it. */
function luminance([red, green, blue]: Colour): number {
  const [r = 0, g = 0, b = 0] = [red, green, blue].map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function over([red, green, blue, alpha]: Colour, ground: Colour): Colour {
  const mix = (top: number, below: number): number => top * alpha + below * (1 - alpha);
  return [mix(red, ground[0]), mix(green, ground[1]), mix(blue, ground[2]), 1];
}

function contrast(mark: Colour, ground: Colour): number {
  const [a, b] = [luminance(over(mark, ground)), luminance(ground)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

interface Rule {
  selector: string;
  /** Tokens of what is drawn; an area that only tints has none of its own. */
  drawn: string[];
  /** Of the mark as a whole. */
  opacity: number;
  /** Tokens by property, of what is no shape of a drawing. */
  looks: Record<string, string[]>;
}

const LOOKS = ['color', 'background', 'border', 'border-color', 'border-top'];

const tokens = (value: string | undefined): string[] => [...(value ?? '').matchAll(/--ds-[\w-]+/g)].map(([name]) => name);

const rules = [...css.replace(/\/\*.*?\*\//gs, '').matchAll(/([^{}]+)\{([^}]*)\}/g)].map(([, selector = '', body = '']): Rule => {
  const of = (name: string): string | undefined => new RegExp(`(?:^|;|\\s)${name}:([^;]+);`).exec(body)?.[1];
  const tints = of('fill-opacity') !== undefined;
  const opacity = Number(of('opacity') ?? 1);
  return { opacity, selector: selector.trim().replaceAll(/\s+/g, ' '), drawn: [...(tints ? [] : tokens(of('fill'))), ...tokens(of('stroke'))], looks: Object.fromEntries(LOOKS.map((name) => [name, tokens(of(name))])) };
});
const marks = rules.filter(({ selector, drawn }) => /\.n-(c|gauge)-/.test(selector) && !selector.includes('text.') && !/^(path|circle)\./.test(selector) && drawn.length > 0);
/** Glyphs, delivery’s squares and the keys of legends: what their colour, edge or ground draws. */
const others = rules.filter(({ selector }) => /^\.n-glyph|^\.n-blocks|\.n-chart-key-/.test(selector)).map(({ selector, looks }) => ({ selector, drawn: Object.values(looks).flat() })).filter(({ drawn }) => drawn.length > 0);
const lozenges = rules.filter(({ selector, looks }) => /^\.n-signal-/.test(selector) && (looks['background'] ?? []).length > 0);
/** An area that only tints is told from its ground by its edge, a mark of its own. */
const EDGES = { '.n-c-moved': '.n-c-moved-edge', '.n-c-done-area': '.n-c-done' };
const words = rules.filter(({ selector }) => /^\.n-chart text/.test(selector) && !selector.includes('inside'));

/** Lines that help the eye and say nothing by themselves; the ground of what is ahead; hatching, which words always name. */
const DECORATION = ['.n-c-grid', '.n-c-future', '.n-c-hatch-worse', '.n-gauge-hatch'];

describe.each(['light', 'dark'])('in the %s theme', (theme) => {
  const values = tokensOf(theme);
  const value = (name: string): Colour => colour(values.get(name) ?? '');
  const grounds = ['--ds-surface', '--ds-surface-sunken'].map(value);

  it('the values of all tokens are known', () => {
    expect([...css.matchAll(/var\((--ds-(?!font)[\w-]+)/g)].flatMap(([, name = '']) => (values.has(name) ? [] : name))).toEqual([]);
    expect(marks.length).toBeGreaterThan(25);
  });

  it.each(marks.filter(({ selector }) => !DECORATION.includes(selector)))('$selector has a contrast of 3:1 on its ground', ({ drawn, opacity }) => {
    const faded = ([red, green, blue, alpha]: Colour): Colour => [red, green, blue, alpha * opacity];
    for (const ground of grounds) expect(Math.max(...drawn.map((name) => contrast(faded(value(name)), ground)))).toBeGreaterThanOrEqual(3);
  });

  it.each(others)('$selector has a contrast of 3:1 on its ground', ({ drawn }) => {
    for (const ground of grounds) expect(Math.max(...drawn.map((name) => contrast(value(name), ground)))).toBeGreaterThanOrEqual(3);
  });

  it('every glyph, square and key was looked at, and each area that only tints has an edge that was', () => {
    expect(others.map(({ selector }) => selector.split(',')[0])).toEqual(expect.arrayContaining(['.n-glyph', '.n-glyph-good', '.n-glyph-early', '.n-glyph-warning', '.n-glyph-danger', '.n-blocks > i', '.n-chart-key-run']));
    const tinted = rules.filter(({ selector, drawn }) => /^\.n-c-/.test(selector) && drawn.length === 0 && new RegExp(`\\${selector} \\{[^}]*fill-opacity`).test(css)).map(({ selector }) => selector);
    expect(tinted.sort()).toEqual(Object.keys(EDGES).sort());
    for (const edge of Object.values(EDGES)) expect(marks.map(({ selector }) => selector)).toContain(edge);
  });

  it.each(lozenges)('the words and the sign of $selector have a contrast of 4.5:1', ({ looks }) => {
    const [ground = ''] = looks['background'] ?? [];
    const [word = '--ds-text'] = looks['color'] ?? [];
    expect(contrast(value(word), over(value(ground), value('--ds-surface')))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(words)('the words $selector have a contrast of 4.5:1', ({ drawn }) => {
    const [fill = ''] = drawn;
    if (fill !== '') for (const ground of grounds) expect(contrast(value(fill), ground)).toBeGreaterThanOrEqual(4.5);
  });

  it('words within bars and at points have a contrast of 4.5:1', () => {
    const bars = rules.filter(({ selector }) => selector.includes('.n-c-tone-') || selector === '.n-c-reported').map(({ drawn }) => drawn[0] ?? '');
    expect(bars).toHaveLength(6);
    for (const bar of bars) expect(contrast(value('--ds-text'), over(value(bar), value('--ds-surface')))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(value('--ds-text-inverse'), value('--ds-background-neutral-bold'))).toBeGreaterThanOrEqual(4.5);
  });
});
