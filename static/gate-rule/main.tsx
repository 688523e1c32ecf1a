import { mount } from '../kit/surface';
import { GateRulePage } from './gate-rule';

mount(<GateRulePage />);
