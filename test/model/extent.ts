/** How many histories to look at in all. More of them are a soak. */
export const HISTORIES = Number(process.env['STATEGATE_MODEL_HISTORIES'] ?? 2000);

/** How long all tests together may take, in milliseconds of one processor; each sort of change gets its part of it. */
export const TIME = Number(process.env['STATEGATE_MODEL_TIME'] ?? Infinity);

/** Whether to print how often each sort of change was looked at. */
export const IS_SOAK: boolean = TIME < Infinity;
