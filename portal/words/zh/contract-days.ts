import type { contractDays as english } from '../en/contract-days.ts'
import { translate } from '../shape.ts'

export const contractDays = translate<typeof english>()({
	afterRenewal: '{{day}} 续期之后',
	ofToday: '截至今日',
	inEffect: '届时已生效',
	replaced: '之后已被替换',
})
