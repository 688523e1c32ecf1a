const { webcrypto } = require('node:crypto');
const JSDOMEnvironment = require('jest-environment-jsdom').default;

/** jsdom with what pages and the bridge expect of a browser and jsdom lacks. */
module.exports = class PageEnvironment extends JSDOMEnvironment {
  async setup() {
    await super.setup();
    const { global } = this;
    global.Response = Response;
    global.Headers = Headers;
    // The bridge makes a request of an empty address, which Node refuses and browsers take.
    global.Request = class {
      constructor(url, init) {
        Object.assign(this, { url, ...init, headers: new Headers(init?.headers) });
      }
    };
    global.structuredClone = structuredClone;
    global.ResizeObserver = class {
      observe() {}
      unobserve() {}
      disconnect() {}
    };
    global.matchMedia = () => ({ matches: false, addEventListener() {}, removeEventListener() {}, addListener() {}, removeListener() {} });
    global.CSSStyleSheet.prototype.replaceSync ??= () => undefined;
    global.Document.prototype.adoptedStyleSheets ??= [];
    Object.defineProperty(global.crypto, 'subtle', { value: webcrypto.subtle });
    global.TextEncoder = TextEncoder;
    global.TextDecoder = TextDecoder;
    global.Uint8Array = Uint8Array;
    // axe asks for a canvas to tell icons from letters; without one it takes them for letters.
    global.HTMLCanvasElement.prototype.getContext = () => null;
    global.HTMLElement.prototype.scrollIntoView ??= () => undefined;
  }
};
