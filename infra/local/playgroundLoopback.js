import { Server } from 'node:net'

// The Playground listens on every address of the machine and has no setting for it. Loaded before its own code, this keeps it on loopback.
const listen = Server.prototype.listen
Server.prototype.listen = function listenOnLoopback(port, ...rest) {
  const named = typeof port === 'number' || typeof port === 'string'
  return named ? listen.call(this, port, '127.0.0.1', ...rest) : listen.call(this, port, ...rest)
}

// The channel closes when the process that started it is gone, however it went: no Playground is left behind on the port.
process.on('disconnect', () => process.exit())
