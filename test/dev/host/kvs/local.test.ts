import { localEnvironment } from './local';
import { kvsSuite } from './suite';

kvsSuite("Forge's key-value store, locally", localEnvironment);
