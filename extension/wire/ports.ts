/** Name of the panel's `runtime.Port`. */
export const panelPort = 'icescope.panel';
/** Over this port the background does nothing but tick, every so many milliseconds as its name says behind this. */
export const tickPort = 'icescope.tick/';
/** A frame's port has its `frameId` behind this. */
export const framePort = 'icescope.frame/';
