import { AtlaskitStyles } from '../kit/atlaskit';
import { mount } from '../kit/surface';
import { ProjectPage } from './project-page';

mount(
  <AtlaskitStyles>
    <ProjectPage />
  </AtlaskitStyles>,
);
