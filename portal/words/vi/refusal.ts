import type { English } from '../en.ts'
import { translate } from '../shape.ts'

export const refusal = translate<English['refusal']>()({
	not_permitted: 'Quý khách không được phép làm việc này ở đây.',
	not_found: 'Nội dung này không tồn tại, hoặc quý khách không có quyền xem.',
	'input.invalid': 'Hãy xem lại “{{field}}”: {{problem}}.',
	changed_meanwhile: 'Có người vừa thay đổi nội dung này. Hãy xem lại rồi làm lại.',

	'customer.number_taken': 'Mã khách hàng {{number}} đã được dùng.',
	'customer.email_invalid': '“{{email}}” không phải là địa chỉ email.',
	'customer.email_taken': 'Địa chỉ “{{email}}” đã có người khác sử dụng.',
	'customer.address_day': 'Vui lòng chọn một ngày từ hôm nay đến {{lastOn}}.',
	'customer.no_reader': '{{name}} chưa có ai để nhận thư: hãy thêm người liên hệ hoặc địa chỉ trước.',
	'customer.currency_in_use': 'Đã có số tiền bằng {{currency}}, nên không thể đổi loại tiền.',

	'contract.not_allowed_in_state': 'Hợp đồng {{number}} đang ở trạng thái “{{state}}”, không làm được việc này.',
	'contract.no_lines': 'Hợp đồng {{number}} chưa có dòng nào. Hãy thêm ít nhất một dòng.',
	'contract.ends_before_start': 'Ngày kết thúc {{endsOn}} trước ngày bắt đầu {{startsOn}}.',
	'contract.line_outside': 'Dòng “{{line}}” phải nằm trong khoảng từ {{startsOn}} đến {{endsOn}}.',
	'contract.line_unknown': 'Hợp đồng không có dòng “{{line}}”.',
	'contract.currency_mismatch': 'Hợp đồng dùng {{contract}}, khách hàng dùng {{customer}}.',
	'contract.effective_before_start': 'Thay đổi có hiệu lực ngày {{effectiveOn}}, trước ngày bắt đầu {{startsOn}}.',
	'contract.nothing_changes': 'Hợp đồng {{number}} không có gì thay đổi.',
	'contract.number_taken': 'Số hợp đồng {{number}} đã được dùng.',

	'change.different': 'Số tiền đã thay đổi kể từ khi quý khách xem. Hãy xem lại rồi xác nhận.',
	'change.needs_approval': 'Thay đổi {{month}} mỗi tháng phải được người phụ trách duyệt trước vì vượt quá {{limit}}.',
	'change.not_allowed':
		'Hợp đồng này không cho phép quý khách tự thay đổi như vậy. Hãy liên hệ để chúng tôi thực hiện.',
	'change.not_offered': 'Không thể thêm mục này vào hợp đồng.',
	'change.quantity_out_of_range': 'Số lượng phải từ {{smallest}} đến {{largest}}.',
	'change.before_notice': 'Theo thời hạn báo trước, hợp đồng kết thúc sớm nhất vào {{earliestOn}}.',

	'invoice.not_a_draft': 'Hóa đơn {{number}} đã phát hành, không thể sửa nữa.',
	'invoice.not_issued': 'Hóa đơn {{number}} đang “{{state}}”; việc này cần hóa đơn đã phát hành.',
	'invoice.already_settled': 'Hóa đơn {{number}} đã thanh toán xong. Không còn gì phải trả.',
	'invoice.has_payments': 'Hóa đơn {{number}} đã có tiền vào. Hãy ghi có hoặc hoàn tiền.',
	'invoice.day_before_last': 'Hóa đơn ngày {{issuedOn}} sẽ đứng trước hóa đơn cuối cùng ngày {{lastOn}}.',
	'invoice.credit_exceeds': 'Hóa đơn {{number}} chỉ có thể ghi có tối đa {{left}}.',

	'payment.nothing_open': 'Không có khoản nào chưa trả. Không cần thanh toán.',
	'payment.amount_changed': 'Số tiền đã đổi từ {{shown}} thành {{now}}. Hãy xem lại trước khi trả.',
	'payment.part_not_allowed': 'Khoản này chỉ có thể trả một lần cho đủ.',
	'payment.part_too_small': 'Phần nhỏ nhất có thể trả là {{smallest}}.',
	'payment.part_too_large': 'Chỉ còn {{open}} chưa trả.',
	'payment.mixed_currencies': 'Các hóa đơn khác loại tiền phải trả riêng.',
	'payment.in_progress': 'Đang có một thanh toán cho {{number}}. Hãy chờ kết quả.',
	'payment.processor_unavailable':
		'Dịch vụ thẻ hiện không phản hồi. Chưa có khoản nào bị thu. Hãy thử lại sau ít phút.',
	'payment.not_by_card':
		'Dịch vụ thẻ không nhận số tiền {{amount}}: quá nhỏ, quá lớn hoặc quá lẻ. Chưa có khoản nào bị thu. Hãy chuyển khoản ngân hàng.',
	'payment.not_succeeded': 'Tiền chưa về: trạng thái “{{state}}”.',
	'payment.not_to_confirm': 'Khoản thanh toán này không còn cần xác nhận. Vui lòng xem trạng thái hiện tại.',
	'card.in_use':
		'Thẻ này đang dùng để tự động thanh toán các hợp đồng: {{contracts}}. Vui lòng tắt tự động thanh toán hoặc chọn thẻ khác cho các hợp đồng đó trước.',
	'dunning.days_not_rising': 'Số ngày phải tăng dần: {{days}}.',
	'dunning.ladder_not_rising': 'Mỗi bậc phải đến sau bậc trước đó.',
	'refund.exceeds': 'Chỉ có thể hoàn tối đa {{left}}.',
	'allocation.exceeds': 'Chỉ còn {{left}} để phân bổ.',

	'link.invalid': 'Liên kết này không hợp lệ. Hãy yêu cầu liên kết mới.',
	'link.expired': 'Liên kết này đã hết hạn ngày {{expiredOn}}. Hãy yêu cầu liên kết mới.',
	'link.revoked': 'Liên kết này đã bị thu hồi. Hãy yêu cầu liên kết mới.',
	'link.view_only': 'Liên kết này chỉ để xem. Muốn làm việc này, hãy đăng nhập.',
	'link.too_narrow': 'Liên kết này không đủ quyền. Vui lòng đăng nhập để thực hiện.',

	'sign_in.code_wrong': 'Mã không đúng. Số lần còn lại: {{attemptsLeft}}.',
	'sign_in.expired': 'Mã đã hết hạn. Hãy yêu cầu mã mới.',
	'sign_in.code_closed': 'Hôm nay mã cho địa chỉ này đã bị nhập sai quá nhiều lần. Hãy dùng liên kết trong thư.',
	'sign_in.too_many': 'Quý khách đã thử quá nhiều lần. Hãy chờ {{minutes}} phút.',

	'import.empty': 'Tệp không có dòng dữ liệu nào.',
	'import.not_text': 'Đây không phải tệp CSV hay XLSX.',
	'import.old_excel': 'Đây là tệp Excel kiểu cũ hoặc có mật khẩu. Hãy lưu lại thành .xlsx không mật khẩu.',
	'import.open_document': 'Đây là tệp OpenDocument. Hãy lưu lại thành .xlsx hoặc .csv.',
	'import.locked': 'Tệp được bảo vệ bằng mật khẩu. Hãy lưu lại không mật khẩu.',
	'import.damaged': 'Tệp bị hỏng hoặc bị cắt cụt. Hãy xuất lại.',
	'import.too_large_unpacked': 'Tệp giải nén ra lớn hơn nhiều so với một bảng tính.',
	'import.quote_open': 'Dấu ngoặc kép mở ở dòng {{row}} không được đóng.',
	'import.sheet_missing': 'Tệp không có trang tính “{{sheet}}”. Hiện có: {{sheets}}.',
	'import.header_missing': 'Dòng {{row}} phải là tên cột nhưng lại trống.',
	'import.map_invalid': 'Bảng ghép cột sai tại {{path}}: {{problem}}.',
	'import.map_of_other': 'Bảng ghép cột này dành cho {{subject}}.',
	'import.column_missing': 'Tệp không có cột “{{column}}” cho trường {{field}}.',
	'import.field_missing': 'Chưa chọn cột cho {{field}}, trường mà dòng nào cũng cần.',
	'import.ambiguous': 'Một số giá trị có thể hiểu theo hai cách. Hãy cho biết cách đọc: {{questions}}.',
	'import.running': 'Tệp {{fileName}} đang được nhập. Hãy chờ đến khi xong.',
	'import.not_loaded': 'Tệp {{fileName}} chưa được nhập hoặc việc nhập đã được hoàn tác.',

	'clock.only_in_a_demo': 'Chỉ có thể dời ngày trong bản trình diễn.',
})
