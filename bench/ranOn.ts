import os from 'node:os'

/** When and on what a run was made, in a line. */
export const ranOn = () =>
  `${new Date().toISOString().slice(0, 16)}Z · ${os.cpus().length} cores (${os.cpus()[0]?.model.trim()}), ${Math.round(os.totalmem() / 2 ** 30)} GB, ${os.type()} ${os.release()}, Node ${process.versions.node}.`
