import { assertKept } from './story';

it('is what a rebuild gives in 20,000 stories', () => assertKept(20_000), 600_000);
