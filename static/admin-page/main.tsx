import { mount } from '../kit/surface';
import { AdminPage } from './admin-page';

mount(<AdminPage />);
