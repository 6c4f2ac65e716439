/*
 * Runs first in every page of a package. The page is shut in a sandbox without an origin, so that it reaches nothing of ours;
 * what it then misses of a browser (storage, cookies) is here for the sitting, and what it looks for above it is inside it.
 */
;(function () {
  'use strict'
  var mark = 'ngheSo:'
  var realParent = window.parent
  var opener = window.opener
  // The window our page holds, and not a frame or a window that the package opened itself.
  var isMain = !opener && (realParent === window || realParent === window.top)
  var above = opener || (realParent === window ? null : realParent)
  var kept = {}
  if (isMain && window.name.slice(0, mark.length) === mark) {
    try {
      kept = JSON.parse(window.name.slice(mark.length))
    } catch {
      kept = {}
    }
  }
  // Left over from another part: begin anew.
  if (kept.at !== ngheSo.at) kept = { at: ngheSo.at }

  function tell(message) {
    if (!above) return
    message.ngheSo = true
    message.at = ngheSo.at
    above.postMessage(message, '*')
  }

  /** Keeps the state for the next page of this window, and with our page for the sitting. */
  function keep(status) {
    if (!isMain) return
    var text = JSON.stringify(kept)
    window.name = mark + text
    tell({ kind: 'state', state: text, status: status })
  }

  function memoryStorage() {
    var held = new Map()
    var storage = {
      getItem: function (key) {
        return held.has(String(key)) ? held.get(String(key)) : null
      },
      setItem: function (key, value) {
        held.set(String(key), String(value))
      },
      removeItem: function (key) {
        held.delete(String(key))
      },
      clear: function () {
        held.clear()
      },
      key: function (at) {
        return Array.from(held.keys())[at] || null
      },
    }
    // Content also writes `localStorage.name = value`.
    return new Proxy(storage, {
      get: function (target, name) {
        if (name === 'length') return held.size
        if (name in target) return target[name]
        return held.has(name) ? held.get(name) : undefined
      },
      set: function (target, name, value) {
        held.set(String(name), String(value))
        return true
      },
      deleteProperty: function (target, name) {
        held.delete(name)
        return true
      },
      has: function (target, name) {
        return name in target || held.has(name)
      },
      ownKeys: function () {
        return Array.from(held.keys())
      },
      getOwnPropertyDescriptor: function (target, name) {
        return held.has(name)
          ? { value: held.get(name), writable: true, enumerable: true, configurable: true }
          : Object.getOwnPropertyDescriptor(target, name)
      },
    })
  }

  function define(target, name, descriptor) {
    descriptor.configurable = true
    try {
      Object.defineProperty(target, name, descriptor)
    } catch {
      // The browser keeps its own.
    }
  }

  ;['localStorage', 'sessionStorage'].forEach(function (name) {
    var storage = memoryStorage()
    define(window, name, {
      get: function () {
        return storage
      },
    })
  })
  var cookies = new Map()
  define(document, 'cookie', {
    get: function () {
      return Array.from(cookies, function (pair) {
        return pair[0] + '=' + pair[1]
      }).join('; ')
    },
    set: function (text) {
      var pair = String(text).split(';')[0].split('=')
      cookies.set(pair[0].trim(), pair.slice(1).join('='))
    },
  })

  /** Puts an object where content looks for it: in its own window, in those above, in the one that opened it. */
  function offer(name, api) {
    window[name] = api
    var host = { postMessage: function () {} }
    host[name] = api
    host.parent = host
    host.top = host
    define(window, 'parent', {
      get: function () {
        return host
      },
    })
    if (opener) window.opener = host
  }

  ngheSo.frame = { isMain: isMain, kept: kept, keep: keep, tell: tell, offer: offer }
})()
