import { balanceEndpoints } from './balance.ts'
import { chargeEndpoints } from './charges.ts'
import { checkoutEndpoints } from './checkout.ts'
import { customerEndpoints } from './customers.ts'
import { disputeEndpoints } from './disputes.ts'
import { eventEndpoints } from './event-list.ts'
import { paymentIntentEndpoints } from './payment-intents.ts'
import { paymentMethodEndpoints } from './payment-methods.ts'
import { refundEndpoints } from './refunds.ts'
import { setupIntentEndpoints } from './setup-intents.ts'
import type { Endpoint } from './turn.ts'

/** Every address of the API that the sandbox plays. */
export const ENDPOINTS: readonly Endpoint[] = [
	...balanceEndpoints,
	...chargeEndpoints,
	...checkoutEndpoints,
	...customerEndpoints,
	...disputeEndpoints,
	...eventEndpoints,
	...paymentIntentEndpoints,
	...paymentMethodEndpoints,
	...refundEndpoints,
	...setupIntentEndpoints,
]
