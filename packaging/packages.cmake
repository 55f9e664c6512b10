# SPDX-FileCopyrightText: 2026 Assay contributors
# SPDX-License-Identifier: Apache-2.0

# `cpack` in the build folder writes assay-agent_*.deb and assay_*.deb. The service is not enabled by installing a package:
# whose sessions are captured, that user says with `assay-agent install`.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME assay)
set(CPACK_PACKAGE_VENDOR "Assay contributors")
set(CPACK_PACKAGE_CONTACT "Assay contributors <assay-inspector@users.noreply.github.com>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "") # the first line of each description is its own
set(CPACK_PACKAGE_HOMEPAGE_URL "https://github.com/assay-inspector/assay")
set(CPACK_PACKAGE_DIRECTORY ${CMAKE_BINARY_DIR}/packages)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_VERBATIM_VARIABLES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
# Packing takes what was built; it builds nothing by itself, tests and benchmarks least of all.
set(CMAKE_SKIP_INSTALL_ALL_DEPENDENCY ON)
set(CPACK_CMAKE_GENERATOR Ninja)

set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_COMPONENTS_ALL assay-agent)

set(CPACK_DEBIAN_ASSAY-AGENT_PACKAGE_NAME assay-agent)
set(CPACK_DEBIAN_ASSAY-AGENT_PACKAGE_SECTION utils)
# The plug-in of the database is loaded at run time, so no tool finds it by looking at the program.
set(CPACK_DEBIAN_ASSAY-AGENT_PACKAGE_DEPENDS "libqt6sql6-sqlite")
set(CPACK_DEBIAN_ASSAY-AGENT_PACKAGE_RECOMMENDS "git")
set(CPACK_DEBIAN_ASSAY-AGENT_DESCRIPTION "captures the sessions of coding agents into a local database
The background agent of Assay, its command line and the hook that coding
agents call. It stores every session of Claude Code in an embedded database
with full-text search; secrets are masked before anything is stored.

It needs no display and no account, and nothing leaves the machine. Capture
begins when a user runs \"assay-agent install\".")

if(ASSAY_GUI)
  list(APPEND CPACK_COMPONENTS_ALL assay)
  set(CPACK_DEBIAN_ASSAY_PACKAGE_NAME assay)
  set(CPACK_DEBIAN_ASSAY_PACKAGE_SECTION devel)
  set(CPACK_DEBIAN_ASSAY_PACKAGE_DEPENDS "assay-agent (= ${PROJECT_VERSION}), libqt6svg6, libqt6sql6-sqlite")
  set(CPACK_DEBIAN_ASSAY_PACKAGE_RECOMMENDS "fonts-inter, fonts-jetbrains-mono")
  set(CPACK_DEBIAN_ASSAY_DESCRIPTION "window on the sessions of coding agents
Assay shows what coding agents did: sessions by project, one session as it
went with its tool calls, sub-agents, diffs and costs, and search over
everything. It reads what the package assay-agent captures.

It works offline, without an account and without a model.")
endif()

include(CPack)
