/** Names of the suite's objects. */
export const EXECUTOR = 'suite-executor';
export const FEED = 'suite-feed';
/** An executor that a schedule would start. */
export const NIGHTLY = 'suite-executor-nightly';
export const STRANGER = 'suite-stranger';
export const KILL_SWITCH = 'suite-kill-switch';
export const SWITCH_KEY = 'HALTED';
export const SWITCH_FOLDER = '/etc/suite';
