import type { ownDetails as english } from '../en/own-details.ts'
import { translate } from '../shape.ts'

export const ownDetails = translate<typeof english>()({
	formats: 'Ngày tháng và số theo quốc gia',
	formatsOfAddress: 'Quốc gia của địa chỉ xuất hóa đơn',
	addressCheck:
		'Quốc gia hoặc mã số thuế mới được lưu ngay. Nếu làm giảm thuế, chẳng hạn cơ chế đảo thuế, thông tin có hiệu lực từ ngày chúng tôi kiểm tra xong; nếu làm tăng thuế, từ ngày quý khách chọn.',
	addressUnchecked:
		'Chúng tôi chưa kiểm tra quốc gia và mã số thuế này. Thuế chỉ được giảm theo đó từ ngày kiểm tra xong.',
	peopleStale:
		'Để thêm hoặc xóa người, xin quý khách đăng nhập lại để chúng tôi biết đúng là quý khách. Chúng tôi sẽ gửi thư báo cho mọi người của quý khách.',
})
