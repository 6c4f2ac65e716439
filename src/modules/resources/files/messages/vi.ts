export const vi = {
  'resources.files.error.too_large':
    'Tệp lớn hơn {limit} GB, mức lớn nhất của một tệp. Hãy chia nhỏ hoặc nén lại.',
  'resources.files.error.count':
    'Bạn đang có {limit, number} tệp tải lên chưa xong, nhiều nhất có thể. Hãy để các tệp đó tải xong hoặc bỏ bớt.',
  'resources.files.error.quota':
    'Các tệp đang tải lên của bạn cộng lại vượt {limit, number} GB. Hãy để các tệp đang tải xong hoặc bỏ bớt.',
  'resources.files.error.infected':
    'Tệp này có mã độc ({threat}) nên không nhận. Hãy quét máy của bạn rồi tải lên bản sạch.',
} as const
