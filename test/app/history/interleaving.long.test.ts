import { assertKept } from './story';

const STORIES = 20_000;

it('is what a rebuild gives in 20,000 stories', () => assertKept(STORIES), 300 * STORIES);
