/**
 * A WebSocket client reduced to what a passive receiver needs: handshake,
 * frame walking over one shared read buffer, and masked writes. It costs a
 * fraction of a full client, so that the harness does not saturate before the
 * server. Plain ws:// only.
 */
import net from 'node:net'
import crypto from 'node:crypto'

export class LiteSocket {
  /** @param {(payload: Buffer, opcode: number) => void} onFrame payload is only valid during the call */
  constructor (url, { headers = {}, onOpen, onFrame, onClose }) {
    const u = new URL(url)
    this.onFrame = onFrame
    this.rest = null
    this.open = false
    this.closed = false
    LiteSocket.shared ??= Buffer.allocUnsafe(1 << 18)
    const readBuffer = LiteSocket.shared
    this.socket = net.connect({
      host: u.hostname,
      port: Number(u.port || 80),
      noDelay: true,
      onread: { buffer: readBuffer, callback: n => { this.#read(readBuffer.subarray(0, n)); return true } }
    })
    this.onOpen = onOpen
    this.socket.on('connect', () => {
      const h = { Host: u.host, Upgrade: 'websocket', Connection: 'Upgrade', 'Sec-WebSocket-Key': crypto.randomBytes(16).toString('base64'), 'Sec-WebSocket-Version': '13', ...headers }
      this.socket.write(`GET ${u.pathname}${u.search} HTTP/1.1\r\n${Object.entries(h).map(([k, v]) => `${k}: ${v}\r\n`).join('')}\r\n`)
    })
    const end = why => { if (!this.closed) { this.closed = true; onClose?.(why) } }
    this.socket.on('error', e => end(e.message))
    this.socket.on('close', () => end('closed'))
  }

  #read (chunk) {
    let b = this.rest ? Buffer.concat([this.rest, chunk]) : chunk
    this.rest = null
    if (!this.open) {
      const i = b.indexOf('\r\n\r\n')
      if (i < 0) { this.rest = Buffer.from(b); return }
      const status = b.toString('latin1', 9, 12)
      if (status !== '101') { this.socket.destroy(new Error(`handshake status ${status}`)); return }
      this.open = true
      b = b.subarray(i + 4)
      this.onOpen?.()
    }
    let p = 0
    while (b.length - p >= 2) {
      const op = b[p] & 0x0f
      let len = b[p + 1] & 0x7f
      let h = 2
      if (len === 126) { if (b.length - p < 4) break; len = b.readUInt16BE(p + 2); h = 4 } else if (len === 127) { if (b.length - p < 10) break; len = Number(b.readBigUInt64BE(p + 2)); h = 10 }
      if (b.length - p < h + len) break
      if (op === 9) this.send(b.subarray(p + h, p + h + len), 10)
      else if (op === 8) this.socket.end()
      else this.onFrame(b.subarray(p + h, p + h + len), op)
      p += h + len
    }
    if (p < b.length) this.rest = Buffer.from(b.subarray(p))
  }

  send (payload, opcode = 2) {
    if (this.closed) return
    const n = payload.length
    const h = n < 126 ? 2 : n < 65536 ? 4 : 10
    const f = Buffer.alloc(h + 4 + n) // masking key 0: legal framing, no XOR cost here
    f[0] = 0x80 | opcode
    if (h === 2) f[1] = 0x80 | n
    else if (h === 4) { f[1] = 0x80 | 126; f.writeUInt16BE(n, 2) } else { f[1] = 0x80 | 127; f.writeBigUInt64BE(BigInt(n), 2) }
    f.set(payload, h + 4)
    this.socket.write(f)
  }

  close () { this.socket.destroy() }
}
