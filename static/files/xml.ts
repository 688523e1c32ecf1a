import { SaxesParser } from 'saxes';
import { type Sink, WorkbookRefused } from './zip';

export type Attributes = Readonly<Record<string, string>>;

/** What is done at the tags of one file. Names come without their prefix. */
export interface Handler {
  open?(name: string, attributes: Attributes): void;
  /** `text`: what stood right inside the element. */
  close?(name: string, text: string): void;
}

/** Characters without a tag among them: a cell holds at most 32,767. */
const MAX_BETWEEN_TAGS = 2_000_000;
/** Elements in one file: of 100,000 rows with 20 columns, and as many again. */
const MAX_ELEMENTS = 8_000_000;
/** Elements inside one another; a sheet has some six. */
const MAX_DEPTH = 100;

/** Reads XML as it comes. Entities of a document's own are no part of a workbook, and are refused with everything that is not well formed. */
export function xmlInto(handler: Handler, stopped: () => boolean = () => false): Sink {
  const parser = new SaxesParser();
  const decoder = new TextDecoder('utf-8');
  const texts: string[] = [];
  let since = 0;
  let elements = 0;
  parser.on('error', () => {
    throw new WorkbookRefused('damaged');
  });
  parser.on('doctype', () => {
    throw new WorkbookRefused('damaged');
  });
  parser.on('opentag', ({ name, attributes }) => {
    since = 0;
    elements += 1;
    if (elements > MAX_ELEMENTS) throw new WorkbookRefused('bomb');
    texts.push('');
    if (texts.length > MAX_DEPTH) throw new WorkbookRefused('damaged');
    handler.open?.(local(name), attributes);
  });
  const add = (text: string): void => {
    const last = texts.length - 1;
    if (last >= 0) texts[last] += text;
  };
  parser.on('text', add);
  parser.on('cdata', add);
  parser.on('closetag', ({ name }) => {
    since = 0;
    handler.close?.(local(name), texts.pop() ?? '');
  });
  const write = (text: string): void => {
    if (stopped()) return;
    since += text.length;
    parser.write(text);
    if (since > MAX_BETWEEN_TAGS) throw new WorkbookRefused('bomb');
  };
  return {
    write: (bytes) => write(decoder.decode(bytes, { stream: true })),
    end: () => {
      write(decoder.decode());
      if (!stopped()) parser.close();
    },
  };
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
