import { assertKept } from './story';

const STORIES = 10_000;

it('the values are those of the issues that there are in 10,000 stories', () => assertKept(STORIES), 300 * STORIES);
