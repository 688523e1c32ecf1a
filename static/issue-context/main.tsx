import { mount } from '../kit/surface';
import { Glance } from './glance';

mount(<Glance />);
