import { Counter, Gauge, Histogram } from 'prom-client'

export const openRooms = new Gauge({ name: 'parley_rooms_open', help: 'Texts held in memory' })
export const openConnections = new Gauge({ name: 'parley_sync_connections', help: 'Connections to texts' })
export const queuedUpdates = new Gauge({ name: 'parley_updates_queued', help: 'Updates received and not yet in the journal' })
export const commitSeconds = new Histogram({ name: 'parley_commit_seconds', help: 'One group commit of the journal', buckets: [0.0005, 0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 2] })
export const ackSeconds = new Histogram({ name: 'parley_ack_seconds', help: 'From the last document message of a connection to the word that it is durable', buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 2] })
export const syncRefusals = new Counter({ name: 'parley_sync_refusals_total', help: 'Sync connections that the server closed, by code', labelNames: ['code'] })
