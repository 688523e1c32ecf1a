// Only Jest uses Babel: esbuild compiles the functions locally, Forge's bundler on Forge, Vite the pages.
module.exports = {
  presets: [
    ['@babel/preset-env', { targets: { node: '20' } }],
    ['@babel/preset-react', { runtime: 'automatic' }],
    '@babel/preset-typescript',
  ],
};
