import type { payOff as english } from '../en/pay-off.ts'
import { translate } from '../shape.ts'

export const payOff = translate<typeof english>()({
	see: 'Tiền phạt và số tiền để trả hết',
	on: 'Để trả hết vào {{day}}',
	withComing: 'Mọi hóa đơn chưa trả, các hóa đơn sẽ xuất đến lúc đó và tiền phạt, tính đến {{day}}.',
	ahead:
		'Chưa đến {{day}}. Sổ công nợ được tính đến hôm nay; bên dưới là số tiền để trả hết vào ngày đó nếu đến lúc đó chưa trả gì.',
	coming: 'Sẽ xuất hóa đơn đến lúc đó',
	comes: 'xuất hóa đơn vào {{day}}',
	after: 'Còn lại sau ngày đó',
	afterNote: 'Sau ngày đó còn {{amount}} phải trả, theo kỳ hoặc bán một lần.',
	interest: 'Tiền phạt',
	rounding: 'Làm tròn',
	pay: 'Trả ngay {{amount}}',
	payNote: 'Chúng tôi xuất hóa đơn cho tiền phạt phải trả hôm nay, và quý khách trả cùng các hóa đơn chưa trả khác.',
})
