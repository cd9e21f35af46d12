import { type AddressInfo, createServer } from 'node:net'

/** A port of the loopback on which nobody listens. */
export const freePort = () =>
  new Promise<number>((found) => {
    const probe = createServer()
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => found(port))
    })
  })
