# SPDX-FileCopyrightText: 2026 Assay contributors
# SPDX-License-Identifier: Apache-2.0
# assay_flags carries the rules every target of ours obeys; assay_library() and assay_program() apply them.

add_library(assay_flags INTERFACE)
target_compile_options(assay_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wold-style-cast -Woverloaded-virtual -Wnon-virtual-dtor
  -pthread # some packages ask for it; the precompiled header serves only units compiled alike
  $<$<BOOL:${ASSAY_WERROR}>:-Werror>)
target_compile_definitions(assay_flags INTERFACE
  QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY QT_NO_URL_CAST_FROM_STRING
  QT_NO_FOREACH QT_NO_KEYWORDS QT_STRICT_ITERATORS QT_NO_NARROWING_CONVERSIONS_IN_CONNECT
  QT_NO_CONTEXTLESS_CONNECT QT_DISABLE_DEPRECATED_BEFORE=0x060400
  ASSAY_VERSION="${PROJECT_VERSION}" ASSAY_APP_ID="${ASSAY_APP_ID}")
target_include_directories(assay_flags INTERFACE ${CMAKE_SOURCE_DIR})

if(ASSAY_PCH)
  # Compiled once, used by every target. What pays differs: g++ maps the whole of a precompiled header into every compiler
  # it starts, so it gets the few headers that all units need; clang++ reads only what a unit uses, so it gets all of
  # Qt, and a unit takes a second instead of five.
  set(assay_pch_headers <QString> <QStringList> <QList> <QHash> <QObject> <QVariant> <QByteArray> <QSqlQuery>
    <string> <string_view> <vector> <memory> <optional> <functional> <algorithm>)
  set(assay_pch_modules Qt6::Core Qt6::Sql)
  if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
    list(APPEND assay_pch_headers <QtCore/QtCore> <QtSql/QtSql> <QtNetwork/QtNetwork> <nlohmann/json.hpp>
      <tl/expected.hpp> <filesystem> <map> <set> <unordered_map> <variant>)
    list(APPEND assay_pch_modules Qt6::Network nlohmann_json::nlohmann_json)
    if(ASSAY_TESTS)
      list(APPEND assay_pch_headers <QtTest/QtTest>)
    endif()
    if(ASSAY_GUI)
      list(APPEND assay_pch_headers <QtGui/QtGui> <QtWidgets/QtWidgets>)
      list(APPEND assay_pch_modules Qt6::Widgets)
    endif()
  endif()
  add_library(assay_pch OBJECT ${CMAKE_SOURCE_DIR}/cmake/pch.cpp)
  target_link_libraries(assay_pch PRIVATE assay_flags ${assay_pch_modules})
  target_precompile_headers(assay_pch PRIVATE ${assay_pch_headers})
  if("<QtTest/QtTest>" IN_LIST assay_pch_headers)
    # Linking Qt6::Test would bring a macro that has another value in every folder.
    target_include_directories(assay_pch SYSTEM PRIVATE $<TARGET_PROPERTY:Qt6::Test,INTERFACE_INCLUDE_DIRECTORIES>)
  endif()
  if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
    target_compile_options(assay_pch PRIVATE -fpch-instantiate-templates "SHELL:-Xclang -fno-pch-timestamp")
  endif()
endif()

# An object file of a target takes the precompiled header's macros and folders as they were there, so what a target may
# include is watched by the test of layering and by presets that compile with g++.
function(assay_configure target)
  target_link_libraries(${target} PRIVATE assay_flags)
  if(ASSAY_PCH)
    target_link_libraries(${target} PRIVATE Qt6::Core Qt6::Sql)
    target_precompile_headers(${target} REUSE_FROM assay_pch)
  endif()
endfunction()

# Programs that are shipped hold all they need. Two hundred tests that each hold it fill a disk and take minutes to link,
# so builds for development share the libraries.
function(assay_library target)
  if(ASSAY_SHARED)
    add_library(${target} SHARED ${ARGN})
    # No macro of its own: the precompiled header was built without.
    set_target_properties(${target} PROPERTIES DEFINE_SYMBOL "" LIBRARY_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/lib)
  else()
    add_library(${target} STATIC ${ARGN})
  endif()
  assay_configure(${target})
endfunction()

function(assay_program target)
  add_executable(${target} ${ARGN})
  assay_configure(${target})
endfunction()
