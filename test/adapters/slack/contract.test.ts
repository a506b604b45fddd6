import { adapterContract } from '../../contracts/adapterContract.ts'
import { openEdge } from './edge.ts'

adapterContract('Slack over HTTP', openEdge('http'))
adapterContract('Slack over a socket', openEdge('socket'))
