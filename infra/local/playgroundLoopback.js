import { Server } from 'node:net'

// The Playground listens on all interfaces and has no setting for it. This file is loaded before it and restricts it to loopback.
const listen = Server.prototype.listen
Server.prototype.listen = function listenOnLoopback(port, ...rest) {
  const named = typeof port === 'number' || typeof port === 'string'
  return named ? listen.call(this, port, '127.0.0.1', ...rest) : listen.call(this, port, ...rest)
}

// The IPC channel closes when the parent process ends, even by SIGKILL, so that no Playground keeps running.
process.on('disconnect', () => process.exit())
