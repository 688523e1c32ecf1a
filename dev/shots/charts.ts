/** What a surface's charts hold beside what is drawn. */

export interface ChartsFound {
  /** The charts' names, and "gauge" for each way from baseline to target. */
  names: string[];
  faults: string[];
}

/**
 * Runs in a page: presses what stands by each chart as a reader would, and says where a name, a sentence, a table, CSV, SVG
 * or points for the arrow keys are missing. Gauges stand in rows and share one table, CSV and SVG.
 */
export async function chartsIn(): Promise<ChartsFound> {
  const faults: string[] = [];
  const names: string[] = [];
  const drawn = (): Promise<void> => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())));
  const saved: Blob[] = [];
  const make = URL.createObjectURL;
  URL.createObjectURL = (made) => {
    if (made instanceof Blob) saved.push(made);
    return make.call(URL, made);
  };
  // What is saved is read, not written to a disk.
  HTMLAnchorElement.prototype.click = () => undefined;

  /** Between two places of a pointer, in pixels: nearer to any point than a chart asks for. */
  const STEP = 50;
  const GAUGES = /All gauges|Alle Anzeigen|Gauge|Anzeige/;

  /** What the tools give: rows of the table, lines of the CSV, the SVG. */
  const toolsAt = async (name: string, tools: Element): Promise<void> => {
    const [toggle, csv, svg] = [...tools.querySelectorAll('button')];
    if (!toggle || !csv || !svg) return void faults.push(`${name}: no tools`);
    for (const tool of [csv, svg]) if (!tool.getAttribute('aria-label')?.includes(name)) faults.push(`${name}: a tool does not say of what`);
    const wasShown = (tools.nextElementSibling?.querySelector('table') ?? null) !== null;
    if (!wasShown) toggle.click();
    await drawn();
    const table = tools.nextElementSibling?.querySelector('table');
    const rows = table ? [...table.rows].map((row) => [...row.cells].map((cell) => (cell.textContent ?? '').trim())) : [];
    if (rows.length < 2 || table?.getAttribute('aria-label') !== name) faults.push(`${name}: no table`);
    if (rows.flat().some((words) => words === '')) faults.push(`${name}: an empty cell in the table`);
    if (!wasShown) toggle.click();
    saved.length = 0;
    csv.click();
    svg.click();
    const [lines, drawing] = await Promise.all(saved.map((one) => one.text()));
    // A line break within quotes would be one of a value.
    const count = (lines ?? '').replaceAll(/"[^"]*"/g, '').split('\r\n').length - 1;
    if (count !== rows.length) faults.push(`${name}: ${count} lines of CSV for ${rows.length} rows`);
    const file = new DOMParser().parseFromString(drawing ?? '', 'image/svg+xml');
    if (!file.querySelector('title')?.textContent?.startsWith(name) || file.querySelector('path[stroke^="rgb"], line[stroke^="rgb"], circle[fill^="rgb"]') === null) faults.push(`${name}: no SVG`);
  };

  /** Whether a pointer that goes over the whole drawing meets a point. */
  const isPointed = async (figure: Element, tip: () => string): Promise<boolean> => {
    const drawing = figure.querySelector('.n-chart-walk');
    const { left, top, width, height } = (drawing ?? figure).getBoundingClientRect();
    for (let x = STEP / 2; x < width; x += STEP) {
      for (let y = STEP / 2; y < height; y += STEP) {
        drawing?.dispatchEvent(new MouseEvent('mousemove', { bubbles: true, clientX: left + x, clientY: top + y }));
        await drawn();
        if (tip() !== '') return true;
      }
    }
    return false;
  };

  for (const figure of document.querySelectorAll('figure.n-chart')) {
    // Folded away with what it belongs to.
    if (figure.getBoundingClientRect().width === 0) continue;
    const svg = figure.querySelector('svg[role="img"]');
    const label = svg?.getAttribute('aria-label') ?? '';
    const name = figure.querySelector('figcaption .n-hidden')?.textContent?.replace(/\. $/, '') ?? '';
    names.push(name);
    if (name === '') faults.push('a chart without a name');
    if (!label.startsWith(`${name}. `) || label.length < name.length + 12) faults.push(`${name}: no summary`);
    const walk = figure.querySelector<HTMLElement>('[role="group"][tabindex="0"]');
    walk?.focus();
    walk?.dispatchEvent(new KeyboardEvent('keydown', { key: 'End', bubbles: true }));
    await drawn();
    const tip = (): string => figure.querySelector('.n-chart-tip')?.textContent ?? '';
    // What holds no point is no stop for the keys; then the pointer finds none either.
    const misses = walk ? tip() === '' || (walk.querySelector('[aria-live]')?.textContent ?? '') === '' : await isPointed(figure, tip);
    if (misses) faults.push(`${name}: the arrow keys reach no point`);
    walk?.blur();
    const tools = figure.querySelector('.n-chart-tools');
    if (tools) await toolsAt(name, tools);
    else faults.push(`${name}: no tools`);
  }

  const gauges = [...document.querySelectorAll<HTMLElement>('.n-gauge svg[role="img"]')].filter((one) => one.getBoundingClientRect().width > 0);
  for (const gauge of gauges) {
    names.push('gauge');
    if ((gauge.getAttribute('aria-label') ?? '') === '') faults.push('a gauge without words');
  }
  const shared = [...document.querySelectorAll('.n-chart-tools')].filter((tools) => !tools.closest('figure'));
  if (gauges.length > 0 && shared.length === 0) faults.push('gauges without tools');
  for (const tools of shared) await toolsAt(tools.querySelector('[aria-label]')?.getAttribute('aria-label')?.match(GAUGES)?.[0] ?? 'gauges', tools);
  return { names, faults };
}
