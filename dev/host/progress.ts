const WIDTH = 30;

/** Least time between two drawings of the bar. */
const EVERY_MS = 80;

/** A bar on a terminal; where there is none, a line now and then. */
export class ProgressBar {
  private shown = 0;
  private lastPercent = -1;

  constructor(private readonly stream: NodeJS.WriteStream) {}

  show(done: number, total: number, what: string): void {
    const share = total === 0 ? 1 : Math.min(1, done / total);
    if (this.stream.isTTY) {
      const now = performance.now();
      if (now - this.shown < EVERY_MS && done < total) return;
      this.shown = now;
      const filled = Math.round(share * WIDTH);
      this.stream.write(`\r${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)} ${done} of ${total} ${what}\u001b[K`);
      return;
    }
    const percent = Math.floor(share * 4) * 25;
    if (percent === this.lastPercent) return;
    this.lastPercent = percent;
    this.stream.write(`${percent} % (${done} of ${total} ${what})\n`);
  }

  end(): void {
    if (this.stream.isTTY) this.stream.write('\r\u001b[K');
    this.lastPercent = -1;
  }
}
