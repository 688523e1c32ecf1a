import { mount } from '../kit/surface';
import { Panel } from './panel';

mount(<Panel />);
