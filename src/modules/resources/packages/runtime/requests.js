/*
 * cmi5 and xAPI: requests to the address the content was given are answered inside the page, by `record-store.js`, in whichever
 * way they are sent; all others go where they went.
 */
;(function () {
  'use strict'
  var answer = ngheSo.answer

  /** What of ours a request is for: `lrs/statements`, `fetch`; undefined for every other address. */
  function ours(address) {
    var found = /\/~nghe-so\/(lrs\/[^?#]*|fetch)(\?[^#]*)?/.exec(String(address))
    return found && { name: found[1].replace(/\/$/, ''), query: new URLSearchParams(found[2] || '') }
  }

  function headersOf(result) {
    return {
      'content-type': result.json === undefined ? result.type || 'text/plain' : 'application/json',
      'x-experience-api-version': '1.0.3',
      'x-experience-api-consistent-through': new Date().toISOString(),
    }
  }
  var bodyOf = function (result) {
    return result.json === undefined ? result.text || '' : JSON.stringify(result.json)
  }

  var Native = window.XMLHttpRequest
  function Local() {
    var request = new Native()
    var asked
    var method
    var isLater
    var type
    var headers = {}
    var open = request.open
    var setHeader = request.setRequestHeader
    var send = request.send
    function show(name, value) {
      Object.defineProperty(request, name, {
        configurable: true,
        get: function () {
          return value
        },
      })
    }
    request.open = function (verb, address, later) {
      asked = ours(address)
      if (!asked) return open.apply(request, arguments)
      method = String(verb).toUpperCase()
      isLater = later !== false
      show('readyState', 1)
    }
    request.setRequestHeader = function (name, value) {
      if (!asked) return setHeader.apply(request, arguments)
      if (String(name).toLowerCase() === 'content-type') type = value
    }
    request.send = function (body) {
      if (!asked) return send.apply(request, arguments)
      var result = answer(asked, method, body === undefined || body === null ? '' : String(body), type)
      headers = headersOf(result)
      function arrive() {
        var text = bodyOf(result)
        show('status', result.status)
        show('statusText', '')
        show('responseURL', '')
        show('responseText', text)
        show('response', request.responseType === 'json' ? JSON.parse(text || 'null') : text)
        show('readyState', 4)
        ;['readystatechange', 'load', 'loadend'].forEach(function (name) {
          request.dispatchEvent(new ProgressEvent(name))
        })
      }
      if (isLater) setTimeout(arrive, 0)
      else arrive()
    }
    var getHeader = request.getResponseHeader
    var getHeaders = request.getAllResponseHeaders
    request.getResponseHeader = function (name) {
      return asked ? headers[String(name).toLowerCase()] || null : getHeader.call(request, name)
    }
    request.getAllResponseHeaders = function () {
      if (!asked) return getHeaders.call(request)
      return Object.keys(headers)
        .map(function (name) {
          return name + ': ' + headers[name] + '\r\n'
        })
        .join('')
    }
    return request
  }
  Local.prototype = Native.prototype
  ;['UNSENT', 'OPENED', 'HEADERS_RECEIVED', 'LOADING', 'DONE'].forEach(function (name, at) {
    Local[name] = at
  })
  window.XMLHttpRequest = Local

  var nativeFetch = window.fetch
  window.fetch = function (input, options) {
    var asked = ours(input && input.url ? input.url : input)
    if (!asked) return nativeFetch.apply(window, arguments)
    var request = new Request(input, options)
    function reply(body) {
      var result = answer(asked, request.method.toUpperCase(), body, request.headers.get('content-type'))
      var isBare = result.status === 204
      return new Response(isBare ? null : bodyOf(result), {
        status: result.status,
        headers: headersOf(result),
      })
    }
    // At once where that is possible: a page that is being left has no later.
    if (options && typeof options.body === 'string') return Promise.resolve(reply(options.body))
    return request.text().then(reply)
  }
  var nativeBeacon = navigator.sendBeacon && navigator.sendBeacon.bind(navigator)
  navigator.sendBeacon = function (address, body) {
    var asked = ours(address)
    if (!asked) return nativeBeacon ? nativeBeacon(address, body) : false
    answer(asked, 'POST', typeof body === 'string' ? body : '', 'application/json')
    return true
  }
})()
