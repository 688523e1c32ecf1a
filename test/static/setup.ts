import { bridge } from './bridge';

// The bridge is read when @forge/bridge is first imported, so it stands before any test does.
Object.assign(globalThis, { __bridge: bridge });

// Every gate of Atlassian's is closed, as in the built pages, and closed quietly.
Object.assign(globalThis, { __PLATFORM_FEATURE_FLAGS__: { booleanResolver: () => false } });
