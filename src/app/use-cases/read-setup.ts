import { setUpOf } from '../set-up';
import { type UseCase } from '../use-case';

export const readSetup: UseCase<'setup.read'> = ({ ports }) => setUpOf(ports);
