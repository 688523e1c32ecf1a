import { staysLocked } from './lock-sequences';

it('no sequence of ten thousand by one person with every role changes what is locked', () => staysLocked(10_000, 7), 3_600_000);
