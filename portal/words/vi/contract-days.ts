import type { contractDays as english } from '../en/contract-days.ts'
import { translate } from '../shape.ts'

export const contractDays = translate<typeof english>()({
	afterRenewal: 'sau khi gia hạn từ {{day}}',
	ofToday: 'tính đến hôm nay',
	inEffect: 'khi đó đã có hiệu lực',
	replaced: 'về sau đã được thay',
})
