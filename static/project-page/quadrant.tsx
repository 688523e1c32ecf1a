export { Quadrant as default } from '../kit/charts/quadrant';
