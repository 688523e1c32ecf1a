/** What of a shape's look comes from style sheets and must stand in the file itself: as attributes, for the content policy permits no styles in line. */
const LOOKS = ['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-linejoin', 'opacity', 'font-family', 'font-size', 'font-weight', 'paint-order', 'color'];

/** The drawing as a file of its own, with its colours as they are shown, on the ground that it stands on. */
export function svgFile(svg: SVGSVGElement, title: string): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const { width, height } = svg.getBoundingClientRect();
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  copy.setAttribute('viewBox', `0 0 ${width} ${height}`);
  const copies = copy.querySelectorAll('*');
  svg.querySelectorAll('*').forEach((shape, index) => {
    const shown = getComputedStyle(shape);
    for (const look of LOOKS) {
      const value = shown.getPropertyValue(look);
      if (value !== '') copies[index]?.setAttribute(look, value);
    }
    copies[index]?.removeAttribute('class');
  });
  const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  ground.setAttribute('width', '100%');
  ground.setAttribute('height', '100%');
  ground.setAttribute('fill', getComputedStyle(document.documentElement).backgroundColor);
  const name = document.createElementNS('http://www.w3.org/2000/svg', 'title');
  name.textContent = title;
  copy.prepend(name, ground);
  return new XMLSerializer().serializeToString(copy);
}
