import { mount } from '../kit/surface';
import { Skeleton } from '../kit/states';

mount(<Skeleton heights={[24, 48]} />);
