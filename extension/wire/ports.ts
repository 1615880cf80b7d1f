/** Name of the panel's `runtime.Port`. */
export const panelPort = 'icescope.panel';
/** A frame's port has its `frameId` behind this. */
export const framePort = 'icescope.frame/';
