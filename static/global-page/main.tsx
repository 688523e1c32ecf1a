import { AtlaskitStyles } from '../kit/atlaskit';
import { mount } from '../kit/surface';
import { GlobalPage } from './global-page';

mount(
  <AtlaskitStyles>
    <GlobalPage />
  </AtlaskitStyles>,
);
