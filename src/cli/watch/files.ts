// A module of its own because it is loaded dynamically, and only where files are watched.
export { watch as watchFiles } from 'chokidar';
