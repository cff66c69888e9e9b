import { defineConfig } from 'vite'

// The server offers dist under /static/, with names that change with the
// content, so that a browser may keep them for ever. public holds only what
// keeps dist in the repository when Vite empties it.
export default defineConfig({
  base: '/static/',
  css: { preprocessorOptions: { scss: { quietDeps: true } } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    manifest: true,
    target: 'esnext',
    cssMinify: 'esbuild',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { main: 'main.ts', styles: 'styles/main.scss' },
    },
  },
  worker: { format: 'es' },
})
