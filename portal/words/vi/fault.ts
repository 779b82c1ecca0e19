import type { English } from '../en.ts'
import { translate } from '../shape.ts'

export const fault = translate<English['fault']>()({
	missing: 'Hãy điền mục này.',
	notEmail: 'Đây không phải là địa chỉ email.',
	notDay: 'Đây không phải là ngày.',
	notPercent: 'Tỷ lệ phần trăm phải từ 0 đến 100, ví dụ 12.5.',
	notNumber: 'Đây không phải là số.',
	notAmount: 'Đây không phải là số tiền; ví dụ: {{example}}.',
	tooManyDigits: { other: 'Không quá {{count}} chữ số thập phân.' },
	tooShort: { other: 'Ít nhất {{count}} ký tự.' },
	tooLong: { other: 'Không quá {{count}} ký tự.' },
	tooSmall: 'Không nhỏ hơn {{least}}.',
	tooLarge: 'Không lớn hơn {{most}}.',
	notOffered: 'Hãy chọn một mục có sẵn.',
	wrongForm: 'Định dạng không đúng.',
	form: 'Có mục điền chưa đúng. Hãy kiểm tra lại biểu mẫu.',
	fileMissing: 'Hãy chọn tệp.',
	fileTooLarge: 'Tệp quá lớn; tối đa {{megabytes}} MB.',
	ofContract: '{{number}}: {{why}}',
})
