/** How the agent calls stategate: the way this process was started tells whether it is one of the project's packages. */
export const COMMAND: string = /[\\/]node_modules[\\/]/u.test(process.argv[1] ?? '') ? 'npx stategate' : 'stategate';
