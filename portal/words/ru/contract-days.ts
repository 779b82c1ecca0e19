import type { contractDays as english } from '../en/contract-days.ts'
import { translate } from '../shape.ts'

export const contractDays = translate<typeof english>()({
	afterRenewal: 'после продления с {{day}}',
	ofToday: 'по состоянию на сегодня',
	inEffect: 'к этому дню уже в силе',
	replaced: 'с тех пор заменён',
})
