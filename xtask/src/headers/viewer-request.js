// A CloudFront function for viewer requests: an address that is no file gets the page.
// Written by `cargo xtask headers --for cloudfront`.
function handler(event) {
  var request = event.request;
  var isFile = request.uri.startsWith("@BASE@assets/") || /\.(js|wasm|css|json)$/.test(request.uri);
  if (!isFile) request.uri = "@BASE@index.html";
  return request;
}
