import { adapterContract } from '../../contracts/adapterContract.ts'
import { openEdge } from './edge.ts'

adapterContract('the local chat', openEdge)
