import { AtlaskitStyles } from '../kit/atlaskit';
import { mount } from '../kit/surface';
import { SettingsPage } from './settings-page';

mount(
  <AtlaskitStyles>
    <SettingsPage />
  </AtlaskitStyles>,
);
