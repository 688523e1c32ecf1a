/** Moving within the site. The page that draws it is given at the start, so that views and frames can both move. */

let draw: () => void = () => undefined;

export function onNavigate(redraw: () => void): void {
  draw = redraw;
}

/** Goes to an address: within the site without loading anew, elsewhere as the browser does. */
export function navigate(address: string): void {
  const url = new URL(address, location.origin);
  if (url.origin !== location.origin) {
    location.assign(url);
    return;
  }
  history.pushState(null, '', url);
  draw();
}

/** Draws the present page anew. */
export function reload(): void {
  draw();
}
