import { configure } from '@testing-library/react';

// Parts of a page that come later are compiled when they are first wanted, which takes its time here.
configure({ asyncUtilTimeout: 15_000 });
